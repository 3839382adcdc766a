"""Say in Dutch as well why the operating system refused something."""

import errno

_DUTCH = {
    errno.ENOENT: "bestand of map bestaat niet",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map",
    errno.EACCES: "u hebt er geen rechten op",
    errno.EPERM: "u hebt er geen rechten op",
    errno.EROFS: "er kan daar alleen gelezen worden",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "uw ruimte op de schijf is op",
    errno.EFBIG: "het bestand wordt te groot",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppelingen lopen in een kring",
    errno.EBADF: "ze is gesloten",
    errno.EIO: "de schijf geeft een fout",
}


def reason_of(error: OSError) -> dict[str, str]:
    """Return the reason of a refusal in both languages; in Dutch that of the system where it is a rare one.

    >>> reason_of(IsADirectoryError(errno.EISDIR, "Is a directory"))
    {'nl': 'het is een map', 'en': 'Is a directory'}
    """
    english = error.strerror or str(error)
    return {"nl": _DUTCH.get(error.errno or 0, english), "en": english}
