using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Pages.Acces;
using Parcoursup.Gateway.Pages.Accueil;
using Parcoursup.Gateway.Pages.Administration;
using Parcoursup.Gateway.Pages.ATraiter;
using Parcoursup.Gateway.Pages.Audit;
using Parcoursup.Gateway.Pages.Candidats;
using Parcoursup.Gateway.Pages.Cles;
using Parcoursup.Gateway.Pages.Connecteur;
using Parcoursup.Gateway.Pages.Connexion;
using Parcoursup.Gateway.Pages.Connexion.Sso;
using Parcoursup.Gateway.Pages.Conservation;
using Parcoursup.Gateway.Pages.Correspondances;
using Parcoursup.Gateway.Pages.Echanges;
using Parcoursup.Gateway.Pages.Nomenclatures;
using Parcoursup.Gateway.Pages.Parametres;
using Parcoursup.Gateway.Pages.Planification;
using Parcoursup.Gateway.Pages.Reglages;
using Parcoursup.Gateway.Pages.Remontees;

namespace Parcoursup.Gateway.Pages;

/// <summary>The pages of administrators: one line for each folder.</summary>
internal static class GestionPages
{
    private static readonly EntreeMenu[] Passerelle =
    [
        new("Établissements", "/", Niveau.Lecture, 0) { Aussi = ["/nouvel-etablissement"] },
        new("Campagnes", "/campagnes", Niveau.Exploitant, 5),
        new("Utilisateurs", "/utilisateurs", Niveau.Exploitant, 10),
        new("Planification", "/planification", Niveau.Exploitant, 20), new("Clés", "/cles", Niveau.Exploitant, 30),
        new("Audit", "/audit", Niveau.Exploitant, 40), new("Conservation", "/conservation", Niveau.Exploitant, 50),
        new("Paramètres", "/parametres", Niveau.Exploitant, 60),
    ];

    private static readonly EntreeMenu[] Etablissement =
    [
        new("Ce matin", "/", Niveau.Lecture, 0), new("La campagne", "/campagne", Niveau.Lecture, 5),
        new("Candidats", "/candidats", Niveau.Lecture, 10) { Aussi = ["/avertissements"] },
        new("À traiter", "/a-traiter", Niveau.Lecture, 20), new("Gardes", "/gardes", Niveau.Lecture, 30),
        new("Remontées", "/remontees", Niveau.Lecture, 70, GroupeMenu.Echanger),
        new("Échanges", "/messages", Niveau.Administrateur, 80, GroupeMenu.Echanger) { Aussi = ["/echanges", "/livraisons"] },
        new("Connecteur", "/connecteur", Niveau.Lecture, 10, GroupeMenu.Regler),
        new("Correspondances", "/correspondances", Niveau.Lecture, 20, GroupeMenu.Regler) { Aussi = ["/nomenclatures"] },
        new("Planification", "/planification", Niveau.Lecture, 30, GroupeMenu.Regler),
        new("Réglages", "/reglages", Niveau.Administrateur, 40, GroupeMenu.Regler),
        new("Clés", "/cles", Niveau.Administrateur, 50, GroupeMenu.Regler),
    ];

    public static IServiceCollection AddGestion(
        this IServiceCollection services, IReadOnlyList<IModule> modules, IConfiguration configuration)
    {
        services.AddRazorComponents();
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.FormFieldName = "jeton";
            options.HeaderName = "X-Jeton";
            options.Cookie.Name = "pg_jeton";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            // Said by every page itself.
            options.SuppressXFrameOptionsHeader = true;
        });
        // A cause may hold a thousand, each a field of its form.
        services.Configure<FormOptions>(options => options.ValueCountLimit = 4096);
        services.AddSso(configuration);
        services.AddSingleton<IErrorForm, PageErreur>();
        services.AddSingleton(new Navigation("Passerelle Parcoursup",
            etablissement => [.. Etablissement, .. modules.SelectMany(module => module.Menu(etablissement))],
            who => [.. who.EstExploitant ? Passerelle : [], .. modules.SelectMany(module => module.MenuCommun(who))]));
        services.AddSingleton<DroitsEnMots>();
        services.AddSingleton<FiltresEchanges>();
        services.AddSingleton<ChiffresDuMatin>();
        return services;
    }

    /// <returns>Where modules add theirs: to all of the gateway, and to an établissement.</returns>
    public static (RouteGroupBuilder Communes, RouteGroupBuilder Etablissement) Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup(PageContext.Prefixe).ExcludeFromDescription();
        ConnexionEndpoints.Map(pages);
        CompteEndpoints.Map(pages);
        AccueilEndpoints.MapCommun(pages);
        UtilisateurEndpoints.Map(pages);
        CampagneEndpoints.Map(pages);
        NaissanceEndpoints.Map(pages);
        PlanificationEndpoints.MapCommun(pages);
        CleEndpoints.MapCommun(pages);
        AuditEndpoints.Map(pages);
        ConservationEndpoints.Map(pages);
        PersonneEndpoints.Map(pages);
        ParametresEndpoints.Map(pages);

        var etablissement = pages.MapGroup("/etablissements/{etab}");
        AccueilEndpoints.Map(etablissement);
        CandidatEndpoints.Map(etablissement);
        ATraiterEndpoints.Map(etablissement);
        ConnecteurEndpoints.Map(etablissement);
        CorrespondancesEndpoints.Map(etablissement);
        NomenclaturesEndpoints.Map(etablissement);
        EchangeEndpoints.Map(etablissement);
        ReglagesEndpoints.Map(etablissement);
        RemonteesEndpoints.Map(etablissement);
        PlanificationEndpoints.Map(etablissement);
        CleEndpoints.Map(etablissement);
        return (pages, etablissement);
    }
}
