using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>A generation may be asked for.</summary>
internal sealed class FichiersSignal : WakeSignal;
