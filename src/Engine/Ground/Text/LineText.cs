namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>What a command tells of a line of a file.</summary>
public static class LineText
{
    /// <summary>The message behind whatever is known of where the line stands.</summary>
    public static string Of(int? ligne, int? dossier, string? colonne, string? ine, string? message)
    {
        string?[] where =
        [
            ligne is null ? null : $"ligne {ligne}", dossier is null ? null : $"dossier {dossier}",
            colonne is null ? null : $"colonne « {colonne} »", ine is null ? null : $"INE {ine}",
        ];
        return $"  {string.Join(", ", where.OfType<string>())} : {message}";
    }
}
