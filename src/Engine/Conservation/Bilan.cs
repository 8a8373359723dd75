using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>So many rows of a kind.</summary>
public sealed record LigneBilan(string Etablissement, string Genre, long Nombre);

/// <summary>How many rows went, or would go: by établissement, then by kind. What is of no établissement stands under « - ».</summary>
public sealed class Bilan
{
    public const string Commun = "-";

    private readonly SortedDictionary<string, SortedDictionary<string, long>> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<LigneBilan> Liste =>
        [.. _counts.SelectMany(e => e.Value.Select(kind => new LigneBilan(e.Key, kind.Key, kind.Value)))];

    public long Total => _counts.Values.Sum(kinds => kinds.Values.Sum());

    public static Bilan Read(string text)
    {
        var bilan = new Bilan();
        foreach (var (code, kinds) in JsonText.Read<Dictionary<string, Dictionary<string, long>>>(text))
            foreach (var (genre, nombre) in kinds) bilan.Ajouter(code, genre, nombre);
        return bilan;
    }

    public void Ajouter(string? code, string genre, long nombre)
    {
        if (nombre == 0) return;
        if (!_counts.TryGetValue(code ?? Commun, out var kinds)) _counts[code ?? Commun] = kinds = new(StringComparer.Ordinal);
        kinds[genre] = kinds.GetValueOrDefault(genre) + nombre;
    }

    public string ToText() => JsonText.Of(_counts);
}
