using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Gateway.Tests.Composition;

/// <summary>A system that there is not, with something of everything that a module may bring.</summary>
internal sealed class FictifModule : IModule
{
    public void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICountSource, FictifCounts>();
        services.AddSingleton<IErrorForm, FictifErrorForm>();
    }

    public void Use(IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/contexte", out var rest)) http.Request.Path = rest;
        return next(http);
    });

    public void Map(ModuleRoutes routes)
    {
        routes.Machines.MapGet("/fictif/salut", () => "salut");
        routes.Machines.MapGet("/fictif/panne", string () => throw new InvalidOperationException("broken on purpose"));
        routes.Administration.MapGet("/fictif", () => "tous");
        routes.Etablissement.MapGet("/fictif", (HttpContext http) => http.Etablissement().Code);
    }

    public IEnumerable<ModuleCommand> Commands(ICommandRun run) =>
    [
        new(45, new Command("fictif", "Pour essai")),
        new(40, new Command("fictif", "Pour essai"), new CommandGroup("scolarix", "Un autre mot")),
    ];

    public IEnumerable<string> SettingsErrors(IConfiguration configuration) =>
        configuration["Fictif:Mode"] is null ? [] : ["Fictif:Mode : n'a pas lieu d'être."];

    private sealed class FictifCounts : ICountSource
    {
        // The names are those of others, too.
        public IReadOnlyList<CountedRows> Rows { get; } = [new("candidat WHERE etablissement = @code", ("candidats", Count.All), ("f", "SUM(session)"))];

        public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) =>
            new(0, new CountPart(65, "fictif", new { sessions = counts["f"], ouvert = gateOpen }));
    }

    private sealed class FictifErrorForm : IErrorForm
    {
        public PathString Prefix => "/fictif";

        public IResult Answer(HttpContext http, int status, string message) => Results.Text("NON " + status, statusCode: StatusCodes.Status418ImATeapot);
    }
}
