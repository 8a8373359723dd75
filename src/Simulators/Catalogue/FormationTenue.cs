using System.Text.Json.Nodes;

namespace Parcoursup.Gateway.Simulators.Catalogue;

/// <summary>A formation as Parcoursup holds it.</summary>
internal sealed record FormationTenue(int GTaCod, FormationRecue Contenu, int Envois, string Statut)
{
    public const string Rien = "Aucune donnée à mettre à jour";
    public const string Fermee = "Formation déclarée fermée dans Parcoursup";
    public const string Supprimee = "Publication annulée suite à suppression de la formation dans Parcoursup";
    public const string Rattachee = "Clé ME ajoutée manuellement dans Parcoursup";
    public const string Publiee = "Publié sur le MDR";

    public JsonObject Retour() => new() { ["g_ta_cod"] = GTaCod, ["status"] = Statut, ["rco"] = Contenu.Rco };

    public JsonObject Etat() => new()
    {
        ["g_ta_cod"] = GTaCod, ["rco"] = Contenu.Rco, ["uai"] = Contenu.Uai, ["cfd"] = Contenu.Cfd, ["mef"] = Contenu.Mef,
        ["rncp"] = Contenu.Rncp, ["user"] = Contenu.User, ["envois"] = Envois, ["statut"] = Statut,
    };
}
