namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>
/// Texts by which rows are searched, as one transaction has met them, open and sealed: the same text looks the same again, and an
/// evaluation asks several tables for the same people.
/// </summary>
internal sealed class SearchedTexts
{
    private const int Most = 10_000;

    // They are numbers; hashing anything longer costs more than it saves.
    private const int LongestSealed = 200;

    private readonly Dictionary<(long Key, string Plain), string> _sealed = [];
    private readonly Dictionary<string, (string Etablissement, string Plain)> _open = new(StringComparer.Ordinal);

    public string Seal(ITextKey key, string plain)
    {
        if (_sealed.TryGetValue((key.Id, plain), out var known)) return known;
        var made = key.Seal(plain, UsageTexte.Cherche);
        Remember(key, plain, made);
        return made;
    }

    /// <summary>A sealed text that was opened before, and whose it is.</summary>
    public (string Etablissement, string Plain)? Find(string value) =>
        value.Length <= LongestSealed && _open.TryGetValue(value, out var known) ? known : null;

    public void Remember(ITextKey key, string plain, string value)
    {
        if (value.Length > LongestSealed || _open.Count >= Most) return;
        _sealed[(key.Id, plain)] = value;
        _open[value] = (key.Etablissement, plain);
    }
}
