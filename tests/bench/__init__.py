"""The budgets, measured: ``python -m tests.bench`` (or ``make bench``).

Every figure stands beside a bare floor measured in the same run on the same machine, and is a ratio to it: a slow
machine slows both. Nothing here is a test, because timed tests fail for reasons of their own.
"""
