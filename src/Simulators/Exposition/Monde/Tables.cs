using System.Globalization;
using System.Text;

namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <summary>A file as its publisher writes it: <c>;</c>, UTF-8, a header, one line a row.</summary>
public sealed record TableMonde(string Nom, IReadOnlyList<string> Colonnes, IReadOnlyList<IReadOnlyList<string?>> Lignes)
{
    /// <summary>The whole file; the same bytes for the same rows.</summary>
    public string Texte()
    {
        var text = new StringBuilder();
        Append(text, Colonnes);
        foreach (var ligne in Lignes) Append(text, ligne);
        return text.ToString();
    }

    /// <summary>The same rows in another order: nothing may depend on it.</summary>
    public TableMonde Melangee(int graine)
    {
        var lignes = Lignes.ToArray();
        new Random(graine).Shuffle(lignes);
        return this with { Lignes = lignes };
    }

    internal static string Date(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";

    private static void Append(StringBuilder text, IEnumerable<string?> values) =>
        text.AppendJoin(';', values.Select(Quote)).Append("\r\n");

    private static string Quote(string? value) => value is null ? ""
        : value.AsSpan().ContainsAny(";\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
