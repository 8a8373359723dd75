using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Recuperations;

/// <summary>Some pulls may be asked for.</summary>
internal sealed class RecuperationSignal : WakeSignal;
