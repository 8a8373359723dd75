using System.Text.Json.Nodes;
using Parcoursup.Gateway.Demo.Oracle;
using Parcoursup.Gateway.Demo.Play;

namespace Parcoursup.Gateway.Demo.Reporting;

/// <summary>How the campaign ended, and in what it differs from the oracle.</summary>
internal sealed record Bilan(EtatAttendu Attendu, Synthese Synthese, JsonNode Apogee, JsonNode Parcoursup, IReadOnlyList<string> Ecarts)
{
    public bool EstConforme => Ecarts.Count == 0;
}
