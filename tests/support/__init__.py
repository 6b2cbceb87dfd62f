"""What the tests write reports with: a model of a document, a writer for each dialect, mutations, and the comparison.

    official (labels and units of the forms) ─▶ documents ─▶ mutations ─▶ writers ─▶ text and truth ─▶ truth (compare)

Nothing here imports the package's parser or its form data, so that neither can vouch for itself.
"""
