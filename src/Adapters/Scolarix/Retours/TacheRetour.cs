using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>What the task of a daily file tells: which lines a person has to look at, whose they are, and what to do.</summary>
internal static class TacheRetour
{
    /// <summary>The others are counted.</summary>
    public const int MostLines = 10;

    public static string SubjectOf(RetourRow row) => string.Create(CultureInfo.InvariantCulture, $"retour {row.Id}");

    /// <summary>The text; null when nobody has to do anything. An outdated line asks for nothing.</summary>
    public static string? TextOf(RetourRow row, BilanRetour bilan)
    {
        var waiting = bilan.Count(NatureLigne.Refusee) + bilan.Count(NatureLigne.NonRapprochee);
        if (waiting == 0) return null;
        string[] counts = [.. new[] { Counted(bilan.Count(NatureLigne.Refusee), "refusée"),
            Counted(bilan.Count(NatureLigne.NonRapprochee), "non rapprochée") }.OfType<string>()];
        var others = waiting > MostLines ? $" ; et {waiting - MostLines} autres" : "";
        return $"Le fichier de Scolarix « {row.Nom} » a {string.Join(" et ", counts)} : "
            + $"{string.Join(" ; ", bilan.Premieres.Select(Told))}{others}. Toutes sont dans le retour {row.Id} : corriger "
                + $"dans Scolarix et renvoyer.";
    }

    private static string? Counted(int count, string what) =>
        count switch { 0 => null, 1 => $"1 ligne {what}", _ => $"{count} lignes {what}s" };

    private static string Told(LigneVueRow line)
    {
        string?[] where = [line.Colonne is null ? null : $"colonne {line.Colonne}", line.Numero is null ? null
            : $"candidat n° {line.Numero}", line.Ine is null ? null : $"INE {line.Ine}"];
        var known = string.Join(", ", where.OfType<string>());
        return $"ligne {line.Ligne}{(known.Length == 0 ? "" : $" ({known})")} : {line.Message.TrimEnd('.')}";
    }
}
