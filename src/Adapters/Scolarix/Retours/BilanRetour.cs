using Parcoursup.Gateway.Adapters.Scolarix.Protocol;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Why a line is shown to a person.</summary>
public enum NatureLigne
{
    Refusee,

    /// <summary>In the work table, but to nobody or to no formation yet (rule F2).</summary>
    NonRapprochee,

    /// <summary>A newer state was known, and says something else (rule F1).</summary>
    Depassee,
}

/// <summary>A line of a daily file that a person may want to see.</summary>
internal sealed record LigneVue(NatureLigne Nature, RefusRetour Ligne);

/// <summary>What became of some lines of a file, in its order.</summary>
/// <param name="Atteinte">The last of them.</param>
/// <param name="Vues">Those that were neither accepted nor unchanged.</param>
internal sealed record LotRetour(int Atteinte, int Acceptees, int Inchangees, IReadOnlyList<LigneVue> Vues);

/// <summary>What became of a whole file's lines.</summary>
/// <param name="Premieres">The first lines that ask something of a person.</param>
internal sealed record BilanRetour(
    int Acceptees, int Inchangees, IReadOnlyDictionary<NatureLigne, int> Comptes, IReadOnlyList<LigneVueRow> Premieres)
{
    public long? Remontee { get; init; }
    public string? Message { get; init; }

    public int Lignes => Acceptees + Inchangees + Comptes.Values.Sum();

    public int Count(NatureLigne nature) => Comptes.GetValueOrDefault(nature);
}

/// <summary>Such a line as it is stored.</summary>
public sealed class LigneVueRow
{
    public int Ligne { get; init; }
    public string? Colonne { get; init; }
    public string? Numero { get; init; }
    public string? Ine { get; init; }
    public string Message { get; init; } = "";
}
