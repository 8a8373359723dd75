namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Why a file cannot be read or written, in French: the framework says it in English.</summary>
public static class FileReason
{
    private const int AccessDenied = 13;
    private const int NotAFolder = 20;
    private const int IsAFolder = 21;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;

    public static string Of(Exception failure) => failure switch
    {
        UnauthorizedAccessException { InnerException: IOException inner } when inner.HResult != AccessDenied => Of(inner),
        UnauthorizedAccessException => "droits insuffisants",
        FileNotFoundException or DirectoryNotFoundException => "ce chemin n'existe pas",
        PathTooLongException => "ce chemin est trop long",
        _ => failure.HResult switch
        {
            AccessDenied => "droits insuffisants",
            NotAFolder => "un élément du chemin est un fichier",
            IsAFolder => "c'est un dossier",
            NoSpace => "plus de place sur le disque",
            ReadOnly => "système de fichiers en lecture seule",
            _ => failure.Message,
        },
    };
}
