using Parcoursup.Gateway.Domain.Catalogue.Envois;

namespace Parcoursup.Gateway.Adapters.Catalogue.Protocol;

/// <summary>A return flow that was read to its end.</summary>
/// <param name="Anomalies">What was left out, in the order of the list.</param>
public sealed record LectureRetour(IReadOnlyList<LigneRetour> Lignes, IReadOnlyList<AnomalieRetour> Anomalies);

/// <summary>An element of the return flow that was left out; its neighbours go (rule K4).</summary>
/// <param name="Rang">Its place in the list, from 1.</param>
/// <param name="Motif">In French.</param>
public sealed record AnomalieRetour(int Rang, string? Rco, string Motif);

/// <summary>It is no return flow, or it ends too early: nothing of it is to be applied. The message is French.</summary>
public sealed class RetourIllisibleException(string message, Exception? innerException = null) : Exception(message, innerException);
