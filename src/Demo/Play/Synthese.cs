using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The counts of <c>GET synthese</c> that the demo shows or waits for.</summary>
internal sealed record Synthese(
    int Candidats, int Voeux, int OpiF, int OpiS, int OpiD, int EnAttenteConnecteur, int RefusMetier, int EchecTechnique,
    int IaAcquittees, int IaRefusees, int IaARemonter, int Reserves, int Taches, int Gardes, bool AuRepos)
{
    public static Synthese Lire(JsonNode? node)
    {
        var opi = node?["opi"];
        var inscriptions = node?["inscriptions"];
        return new Synthese(
            Nombre(node, "candidats"), Nombre(node, "voeux"),
            Nombre(opi, "accepteesF"), Nombre(opi, "accepteesS"), Nombre(opi, "accepteesD"),
            Nombre(opi, "enAttenteConnecteur"), Nombre(opi, "refusMetier"), Nombre(opi, "echecTechnique"),
            Nombre(inscriptions, "acquittees"), Nombre(inscriptions, "refusees"), Nombre(inscriptions, "aRemonter"),
            Nombre(node, "reserves"), Nombre(node, "taches"), Nombre(node, "gardes"),
            node?["auRepos"]?.GetValueKind() == JsonValueKind.True);
    }

    private static int Nombre(JsonNode? node, string name) => node?[name]?.GetValue<int>() ?? 0;
}
