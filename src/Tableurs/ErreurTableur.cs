namespace Parcoursup.Gateway.Tableurs;

/// <summary>What a spreadsheet writes into a cell whose formula failed, in English and in French: never a value.</summary>
internal static class ErreurTableur
{
    private static readonly string[] Words =
    [
        "#N/A", "#REF!", "#VALUE!", "#VALEUR!", "#NAME?", "#NOM?", "#DIV/0!", "#NUM!", "#NOMBRE!", "#NULL!", "#NUL!", "#SPILL!", "#CALC!",
    ];

    /// <summary>The first such cell of a line that can otherwise be read.</summary>
    public static DefautLigne? In(IReadOnlyList<string> fields, IReadOnlyList<string> labels)
    {
        for (var i = 0; i < fields.Count && i < labels.Count; i++)
            if (Is(fields[i].Trim()))
                return new(labels[i].Trim(),
                    $"« {fields[i].Trim()} » est une erreur du tableur : corriger la formule de cette cellule, ou y mettre la valeur.");
        return null;
    }

    /// <summary>Whether a text is such a word.</summary>
    public static bool Is(string text) => text is ['#', ..] && Words.Contains(text, StringComparer.OrdinalIgnoreCase);
}
