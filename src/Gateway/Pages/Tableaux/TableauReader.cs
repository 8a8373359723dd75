using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Pages.Tableaux;

/// <summary>
/// Reads a table that was brought back: by the names of its columns, in any order. Unlike files of others it is refused whole with all its
/// errors: half of a set-up helps nobody.
/// </summary>
internal static class TableauReader
{
    private const int MostLines = 20_000;
    private const int MostErrors = 200;

    /// <param name="connues">The columns that it may have.</param>
    /// <param name="requises">Those that it must have.</param>
    /// <param name="erreurs">Takes what is wrong.</param>
    public static IReadOnlyList<LigneTableau> Read(
        ReadOnlyMemory<byte> fichier, IReadOnlyList<string> connues, IReadOnlyList<string> requises, List<ErreurTableau> erreurs)
    {
        var lines = new List<LigneTableau>();
        var columns = new List<string>();
        foreach (var element in LecteurTableur.Read(fichier, new OptionsTableur()))
        {
            if (erreurs.Count >= MostErrors) break;
            switch (element)
            {
                case RefusTableur refused:
                    erreurs.Add(new(null, null, refused.Message));
                    return [];
                case EnteteTableur header:
                    columns = [.. header.Libelles.Select(label => connues.FirstOrDefault(c => Same(c, label)) ?? label.Trim())];
                    erreurs.AddRange(Wrong(columns, connues, requises).Select(message => new ErreurTableau(header.Ligne, null, message)));
                    if (erreurs.Count > 0) return [];
                    break;
                case LigneTableur { Defaut: { } defaut } line:
                    erreurs.Add(new(line.Ligne, defaut.Colonne, defaut.Message));
                    break;
                case LigneTableur when lines.Count == MostLines:
                    erreurs.Add(new(null, null, $"Le fichier a plus de {MostLines} lignes : le découper."));
                    return [];
                case LigneTableur line:
                    lines.Add(new(line.Ligne, columns.Index().ToDictionary(c => c.Item, c => ValueOf(line.Champs[c.Index]))));
                    break;
            }
        }

        if (columns.Count > 0 && lines.Count == 0 && erreurs.Count == 0)
            erreurs.Add(new(null, null, "Le fichier n'a aucune ligne sous ses noms de colonnes."));
        return lines;
    }

    private static IEnumerable<string> Wrong(List<string> columns, IReadOnlyList<string> connues, IReadOnlyList<string> requises)
    {
        foreach (var unknown in columns.Where(c => !connues.Contains(c)))
            yield return $"Colonne inconnue : {Cite.De(unknown)}. La retirer, ou la nommer comme dans le fichier téléchargé : "
                + $"{string.Join(", ", connues)}.";
        foreach (var twice in columns.GroupBy(c => c).Where(g => g.Count() > 1))
            yield return $"La colonne « {twice.Key} » figure plusieurs fois.";
        foreach (var missing in requises.Where(r => !columns.Contains(r)))
            yield return $"La colonne « {missing} » manque.";
    }

    private static string ValueOf(string cell) => Texte.Net(CelluleTableur.Origine(cell)) ?? "";

    /// <summary>Whether two words are the same to whoever types them.</summary>
    public static bool Same(string one, string other) => Simple(one) == Simple(other);

    private static string Simple(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(c => char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToUpperInvariant();
}
