"""Long lists of row numbers, kept short: 12,000 rows of other places are some hundred runs."""


def runs(numbers):
    """Ascending numbers as [first, last] pairs.

    >>> runs([2, 3, 4, 7, 9, 10]), runs([])
    ([[2, 4], [7, 7], [9, 10]], [])
    """
    found = []
    for number in numbers:
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def unrolled(pairs):
    """
    >>> list(unrolled([[2, 4], [7, 7]]))
    [2, 3, 4, 7]
    """
    for first, last in pairs:
        yield from range(first, last + 1)
