using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Scolarix.Pages;

/// <summary>The pages of an établissement on Scolarix.</summary>
internal static class ScolarixPages
{
    private static readonly EntreeMenu[] Entrees =
    [
        new("Instantanés", "/scolarix/instantanes", Niveau.Lecture, 60, GroupeMenu.Echanger),
        new("Population", "/scolarix/population", Niveau.Lecture, 62, GroupeMenu.Echanger),
        new("Retours", "/scolarix/retours", Niveau.Lecture, 64, GroupeMenu.Echanger),
    ];

    public static IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) =>
        etablissement.Document.Sis == Sis.Scolarix ? Entrees : [];

    public static void Map(RouteGroupBuilder etablissement)
    {
        InstantanePages.Map(etablissement);
        PopulationPages.Map(etablissement);
        RetourPages.Map(etablissement);
    }
}
