using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>
/// A message of the service in one form: plain capitals, single blanks, without the beginnings that only say what was tried. Accents,
/// apostrophes of any kind, case, line ends and punctuation are gone.
/// </summary>
public static class MessageService
{
    private static readonly string[] Debuts =
    [
        "ERREUR LORS DE LA CREATION",
        "ERREUR LORS DE LA MISE A JOUR",
        "IMPOSSIBLE DE CREER",
        "IMPOSSIBLE DE METTRE A JOUR",
        "CREATION IMPOSSIBLE",
        "MISE A JOUR IMPOSSIBLE",
        "ERREUR",
    ];

    /// <summary>Empty when nothing is said but what was tried.</summary>
    public static string Normaliser(string? message)
    {
        var texte = Mots(message);
        while (Debuts.FirstOrDefault(debut => Commence(texte, debut)) is { } debut) texte = texte[debut.Length..].TrimStart(' ');
        return texte;
    }

    /// <summary>The words in plain capitals, with single blanks; an apostrophe always parts two of them.</summary>
    internal static string Mots(string? texte) =>
        string.Join(' ', Lettres.Mots(texte?.Replace('\u02BC', '\'').Replace('\u02B9', '\'')));

    private static bool Commence(string texte, string debut) =>
        texte.StartsWith(debut, StringComparison.Ordinal) && (texte.Length == debut.Length || texte[debut.Length] == ' ');
}
