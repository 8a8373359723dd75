using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>A line of a file: a wish, or an OPI that has none.</summary>
/// <param name="Defavorable">True in the file of the unfavourable wishes (decision D), false in the usual one (rule E4).</param>
/// <param name="Valeurs">In the order of the columns; empty where there is no value.</param>
public sealed record LigneOpi(bool Defavorable, IReadOnlyList<string> Valeurs);

/// <summary>The lines of an OPI, and what was changed or left out to write them.</summary>
public sealed record LignesOpi(IReadOnlyList<LigneOpi> Lignes, IReadOnlyList<Modification> Modifications);
