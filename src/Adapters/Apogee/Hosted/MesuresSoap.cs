using System.Diagnostics.Metrics;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Hosted;

/// <summary>Counts the OPI that come in, and the faults that the gateway's SOAP services answer.</summary>
internal sealed class MesuresSoap(IMeterFactory meters)
{
    private readonly Counter<long> _opi = meters.Passerelle().CreateCounter<long>(
        "passerelle.opi.messages", "{message}", "Messages du service OPI hébergé, par établissement et issue.");

    private readonly Counter<long> _fautes = meters.Passerelle().CreateCounter<long>(
        "passerelle.soap.fautes", "{faute}", "Fautes répondues par les services SOAP de la passerelle, par service et type.");

    public void Opi(string etablissement, bool accepted) => _opi.Add(
        1, Mesures.De(Mesures.Issue, accepted ? "accepte" : "refuse"), Mesures.De(Mesures.Etablissement, etablissement));

    /// <summary>A message that did not reach the service's own work.</summary>
    public void Faute(string service, SoapFailureKind kind) => Faute(service, kind.ToString());

    /// <param name="code">The service's own code.</param>
    public void Faute(string service, string code) => _fautes.Add(1, Mesures.De("service", service), Mesures.De(Mesures.Type, code));
}
