namespace Parcoursup.Gateway.Domain.Nomenclatures;

/// <summary>
/// The translation tables of an établissement (rule C3): table → Parcoursup's value → the SIS's code, on top of the
/// shipped defaults. Tables and values match case-insensitively.
/// </summary>
public sealed class TablesNomenclature
{
    public const string Pays = "pays";
    public const string SerieBac = "serieBac";
    public const string MentionBac = "mentionBac";
    public const string Departement = "departement";

    /// <summary>Those that values are looked up in, whether or not somebody filled them.</summary>
    public static readonly IReadOnlyList<string> Connues = [SerieBac, MentionBac, Pays, Departement];

    private readonly Dictionary<string, Dictionary<string, string>> _tables = new(StringComparer.OrdinalIgnoreCase);

    public TablesNomenclature(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> etablissement)
    {
        foreach (var defaults in (ReadOnlySpan<IReadOnlyDictionary<string, IReadOnlyDictionary<string,
            string>>>)[NomenclaturesParDefaut.Tables, etablissement])
            foreach (var (name, entries) in defaults)
            {
                if (!_tables.TryGetValue(name, out var table))
                    _tables[name] = table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var (value, code) in entries)
                    table[value.Trim()] = code;
            }
    }

    /// <summary>Whether there is a table of that name, shipped or of the établissement.</summary>
    public bool Has(string table) => _tables.ContainsKey(table);

    /// <summary>The SIS's code of a value, null when the table does not know it.</summary>
    public string? Code(string table, string? value) =>
        value is not null && _tables.TryGetValue(table, out var entries) ? entries.GetValueOrDefault(value.Trim()) : null;
}
