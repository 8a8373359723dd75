using Parcoursup.Gateway.Engine.Ground.Signals;

namespace Parcoursup.Gateway.Engine.Intake;

/// <summary>A message of the journal, by its number, was applied or set aside.</summary>
public sealed class AppliedSignal : KeyedSignal<long>;
