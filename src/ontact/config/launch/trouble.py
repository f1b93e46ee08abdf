"""What can go wrong before the hall stands, each in one sentence with a way out."""

import errno
import re


class Trouble(Exception):
    """Shown to the operator as it is, without a traceback."""


_CAUSES = (
    (
        r"No space left on device|ENOSPC|os error 28|disk quota",
        "The disk is full. Free about 4 GB where this folder lies, then start again.",
    ),
    (
        r"Permission denied|EACCES|Operation not permitted|Read-only file system",
        "This folder may not be written. Give yourself the right to write in it, then start again.",
    ),
    (
        r"Temporary failure in name resolution|Name or service not known|getaddrinfo|ENOTFOUND|EAI_AGAIN"
        r"|dns error|no such host|Network is unreachable|ENETUNREACH|Could not connect|ECONNREFUSED"
        r"|Connection refused|connection refused|timed out|ETIMEDOUT|i/o timeout|Failed to fetch|error sending request",
        "The network did not answer. Connect this machine (or set its proxy), then start again.",
    ),
    (
        r"certificate|CERTIFICATE_VERIFY_FAILED|SELF_SIGNED",
        "A certificate on the way was not trusted. If your office has its own, name its file in SSL_CERT_FILE.",
    ),
    (
        r"Cannot allocate memory|ENOMEM|signal: killed|JavaScript heap out of memory",
        "The memory ran out. Close other programs (2 GB should be free), then start again.",
    ),
)


def cause_of(output: str) -> str:
    """The sentence for a tool's complaint; empty when it is of no known kind."""
    for pattern, sentence in _CAUSES:
        if re.search(pattern, output):
            return sentence
    return ""


def trouble_of(error: OSError) -> Trouble:
    """A sentence for what the operating system refused."""
    number = error.errno or 0
    if number in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(_CAUSES[0][1])
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Trouble(
            f"{error.filename or 'This folder'} may not be written. Give yourself the right, then start again."
        )
    return Trouble(f"{error.strerror or error} ({error.filename or 'no file named'}).")
