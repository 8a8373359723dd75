using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.State.Recuperations;

/// <summary>Some pulls may be asked for.</summary>
internal sealed class RecuperationSignal : WakeSignal;
