demo:
	scripts/demo

test:
	scripts/test

.PHONY: demo test
