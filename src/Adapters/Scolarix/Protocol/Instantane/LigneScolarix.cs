namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>The line of a candidate.</summary>
/// <param name="Octets">As they stand in the file, line end included.</param>
/// <param name="Empreinte">What tells this line from another one: see <see cref="EmpreinteLigne"/>.</param>
/// <param name="Avertissements">In French: what was replaced because the file cannot represent it. Names the column, not the value.</param>
/// <param name="Manquants">The headers of the columns that are empty and may not be; with one of them the line must not be written.</param>
public sealed record LigneScolarix(byte[] Octets, byte[] Empreinte, IReadOnlyList<string> Avertissements, IReadOnlyList<string> Manquants);
