namespace Parcoursup.Gateway.Engine.Conservation;

internal static partial class Log
{
    [LoggerMessage(22001, LogLevel.Error, "An erasure failed; it is gone on with.")]
    public static partial void PassageFailed(ILogger logger, Exception failure);

    [LoggerMessage(22002, LogLevel.Information, "Conservation : passage {Id} ({Acte}) terminé, {Lignes} lignes effacées.")]
    public static partial void PassageEnded(ILogger logger, long id, string acte, long lignes);

    [LoggerMessage(22003, LogLevel.Warning,
        "Une sauvegarde restaurée a ramené des données effacées (effacements du registre que la base ignore : {Nombre}). Les refaire "
        + "avec : parcoursup-gateway conservation reappliquer --auteur NOM.")]
    public static partial void ErasuresMissing(ILogger logger, int nombre);

    [LoggerMessage(22004, LogLevel.Error, "Of établissement {Etablissement} not every file could be erased; the others' are.")]
    public static partial void FilesNotErased(ILogger logger, string etablissement, Exception failure);
}
