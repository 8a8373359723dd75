using Parcoursup.Gateway.Adapters.Scolarix.Protocol;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

/// <summary>Why a line is shown to a person.</summary>
internal enum NatureLigne
{
    Refusee,

    /// <summary>In the work table, but to nobody or to no formation yet (rule F2).</summary>
    NonRapprochee,

    /// <summary>A newer state was known, and says something else (rule F1).</summary>
    Depassee,
}

/// <summary>A line of a daily file that a person may want to see.</summary>
internal sealed record LigneVue(NatureLigne Nature, RefusRetour Ligne);

/// <summary>What became of a file's lines.</summary>
internal sealed record BilanRetour
{
    public int Acceptees { get; init; }
    public int Inchangees { get; init; }

    /// <summary>All the others, in the order of the file.</summary>
    public IReadOnlyList<LigneVue> Vues { get; init; } = [];
    public long? Remontee { get; init; }
    public string? Message { get; init; }

    public int Lignes => Acceptees + Inchangees + Vues.Count;

    public int Count(NatureLigne nature) => Vues.Count(v => v.Nature == nature);
}

/// <summary>Such a line as it is stored.</summary>
internal sealed class LigneVueRow
{
    public int Ligne { get; init; }
    public string? Colonne { get; init; }
    public string? Numero { get; init; }
    public string? Ine { get; init; }
    public string Message { get; init; } = "";
}
