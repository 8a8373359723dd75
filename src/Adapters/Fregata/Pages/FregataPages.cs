using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Fregata.Pages;

/// <summary>The pages of an établissement on Fregata.</summary>
internal static class FregataPages
{
    private static readonly EntreeMenu[] Entrees =
    [
        new("Imports", "/fregata/imports", Niveau.Lecture, 60, GroupeMenu.Echanger),
        new("Dossiers", "/fregata/dossiers", Niveau.Lecture, 62, GroupeMenu.Echanger) { Aussi = ["/fregata/admis"] },
        new("Validations", "/fregata/validations", Niveau.Lecture, 64, GroupeMenu.Echanger),
    ];

    public static IEnumerable<EntreeMenu> Menu(EtablissementModel etablissement) =>
        etablissement.Document.Sis == Sis.Fregata ? Entrees : [];

    public static void Map(RouteGroupBuilder etablissement)
    {
        var fregata = etablissement.MapGroup("/fregata").AddEndpointFilter(FregataOnly.InvokeAsync);
        ImportPages.Map(fregata);
        ValidationPages.Map(fregata);
    }
}
