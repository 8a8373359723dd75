using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.State.Recuperations;

/// <summary>Some pulls may be asked for.</summary>
public sealed class RecuperationSignal : WakeSignal;
