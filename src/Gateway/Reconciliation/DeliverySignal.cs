using Parcoursup.Gateway.Composition;

namespace Parcoursup.Gateway.Reconciliation;

/// <summary>Some deliveries may be due.</summary>
internal sealed class DeliverySignal : WakeSignal;
