using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>A snapshot may be asked for, or to be published.</summary>
internal sealed class ScolarixSignal : WakeSignal;
