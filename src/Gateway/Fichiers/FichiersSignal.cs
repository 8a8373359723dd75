using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Fichiers;

/// <summary>A generation may be asked for.</summary>
internal sealed class FichiersSignal : WakeSignal;
