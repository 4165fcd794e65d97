"""What PACT writes to its log: events with names and numbers, never who somebody is or what they wrote.

A request is logged by the *pattern* of its address (`tasks/<int:pk>/`), since an address can carry a person's token
and a query string what somebody searched for. No IP address, no e-mail address, no user: who did it is for the trail
in `pact.audit` to answer.
"""

import logging.config
import time

import structlog

logger = structlog.get_logger("pact.requests")

# What every line carries, whether it comes through structlog or through the standard library.
SHARED = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def configure(choices):
    """Set up both kinds of logger. `choices` holds `json` (or lines for a person) and `level`, a level's name."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    if choices["json"]:
        # Not the frames' local variables: those hold what people wrote.
        exceptions = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        last = [structlog.processors.ExceptionRenderer(exceptions), structlog.processors.JSONRenderer()]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "pact": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": [*SHARED, structlog.stdlib.ExtraAdder(allow=[])],
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
                },
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "pact"}},
            "root": {"handlers": ["stderr"], "level": choices["level"]},
            "loggers": {
                # Its warnings repeat the address of every page not found; RequestLog counts those by pattern.
                "django.request": {"level": "ERROR"},
                "django.server": {"level": "WARNING"},
                "fontTools": {"level": "WARNING"},
                "PIL": {"level": "WARNING"},
                "pikepdf": {"level": "WARNING"},
                "notifications_python_client": {"level": "ERROR"},  # its warnings repeat what Notify says of an address
            },
        }
    )


class RequestLog:
    """Middleware that logs each request once it is answered: method, pattern of the address, status, milliseconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        started = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        logger.info(
            "request",
            method=request.method,
            page=match.route if match else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000),
        )
        return response
