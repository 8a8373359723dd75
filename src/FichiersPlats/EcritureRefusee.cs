namespace Parcoursup.Gateway.FichiersPlats;

/// <summary>Why a file could not be written, in French: what the system says of it is in another language.</summary>
public static class EcritureRefusee
{
    // Linux: EIO, EFBIG, ENOSPC, EROFS, EDQUOT. Windows: ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL.
    private const int InputOutput = 5;
    private const int TooLarge = 27;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int QuotaReached = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>The cause and what to do about it, without a capital and without a full stop.</summary>
    /// <param name="refused">What writing, flushing or renaming has thrown.</param>
    public static string Cause(Exception refused)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return refused switch
        {
            UnauthorizedAccessException => "le compte de la passerelle n'a pas le droit d'écrire ici : lui donner ce droit",
            DirectoryNotFoundException or FileNotFoundException => "le dossier ou le fichier n'y est plus : le rétablir",
            { HResult: NoSpace or QuotaReached or WindowsDiskFull or WindowsHandleDiskFull } =>
            "il n'y a plus de place sur le disque, ou le quota du compte est atteint : libérer de la place",
            { HResult: ReadOnly } => "le disque est en lecture seule : le remonter en écriture",
            { HResult: TooLarge } => "le fichier dépasse la taille permise sur ce disque : lever cette limite",
            { HResult: InputOutput } => "le disque ou le partage est en erreur : le vérifier",
            _ => FormattableString.Invariant(
                $"le disque ou le partage a refusé (code {refused.HResult}) : vérifier ses droits et la place disponible"),
        };
    }
}
