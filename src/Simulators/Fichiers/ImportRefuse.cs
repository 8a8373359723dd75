namespace Parcoursup.Gateway.Simulators.Fichiers;

/// <summary>Why a file was not taken, in French: nothing of it was.</summary>
public sealed class ImportRefuse(string message) : Exception(message);
