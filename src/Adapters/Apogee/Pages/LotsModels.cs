using Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

namespace Parcoursup.Gateway.Adapters.Apogee.Pages;

/// <summary>The lots of an établissement, and the runs that wrote them.</summary>
// Razor makes components public; what they show stays the module's own.
public sealed class LotsModel
{
    internal IReadOnlyList<LotRow> Lots { get; init; } = [];
    internal IReadOnlyList<GenerationRow> Generations { get; init; } = [];

    /// <summary>OPI leave by files here; false: they did.</summary>
    internal bool ParFichiers { get; init; }
}

/// <summary>One lot.</summary>
public sealed class LotModel
{
    internal LotRow Lot { get; init; } = new();

    /// <summary>What a word on it would do; null where nobody is asked.</summary>
    internal EffetCloture? Effet { get; init; }
}
