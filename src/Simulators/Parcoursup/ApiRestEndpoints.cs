using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Parcoursup;

/// <summary>The "interface synchrone": getCandidatsAdmis and majInscriptionAdministrative, with their sins.</summary>
internal sealed class ApiRestEndpoints(
    ParcoursupOptions options, ParcoursupState state, ParcoursupCounters counters, PanneQueue pannes, Dice dice, TimeProvider clock,
    Func<ParcoursupSins> currentSins)
{
    public const string Recuperation = "getCandidatsAdmis";
    public const string Remontee = "majInscriptionAdministrative";

    private readonly RemonteeRules _rules = new(state, options.CandidatTest);
    private readonly CandidatWriter _writer = new(dice);
    private int _burst;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost($"/ApiRest/{Recuperation}", context => HandleAsync(context, Recuperation, PullAsync));
        routes.MapPost($"/ApiRest/{Remontee}", context => HandleAsync(context, Remontee, FeedbackAsync));
    }

    private delegate Task<JsonNode> Method(JsonObject body, EtablissementParcoursup caller, bool emptyOrNok);

    private async Task HandleAsync(HttpContext context, string name, Method method)
    {
        counters.Count(name);
        var body = await JsonBody.ReadAsync(context.Request, context.RequestAborted) as JsonObject;
        var pair = body?["identifiant"] as JsonObject;
        var caller = pair is null ? null : state.Authenticate(JsonBody.Field(pair, "login"), JsonBody.Field(pair, "pwd"));
        var enCours = caller?.Uai ?? "";
        try
        {
            if (counters.Enter(enCours) > options.AppelsSimultanesMax)
            {
                counters.Count("tropVite");
                await TooFastAsync(context.Response);
                return;
            }

            var panne = pannes.Take(name) ?? Sin(name);
            if (panne?.Type == TypePanne.Indisponible)
            {
                counters.Count("pannes503");
                await JsonBody.WriteAsync(context.Response, Nok("Service momentanément indisponible"),
                    StatusCodes.Status503ServiceUnavailable);
                return;
            }

            if (panne?.Type == TypePanne.Lenteur)
            {
                counters.Count("lenteurs");
                await Task.Delay(TimeSpan.FromMilliseconds(panne.Millisecondes), clock, context.RequestAborted);
            }

            var answer = await AnswerAsync(body, caller, method, panne?.Type);
            if (panne?.Type == TypePanne.Coupure)
            {
                counters.Count("coupures");
                context.Abort();
                return;
            }

            await JsonBody.WriteAsync(context.Response, answer);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            counters.Count("abandons");
        }
        finally
        {
            counters.Leave(enCours);
        }
    }

    private static async Task<JsonNode> AnswerAsync(JsonObject? body, EtablissementParcoursup? caller, Method method, TypePanne? panne)
    {
        if (body is null)
            return Nok("Requête illisible");
        if (caller is null)
            return Nok("Identifiant ou mot de passe incorrect");
        if (panne == TypePanne.Nok)
            return Nok("Une erreur est survenue, veuillez réessayer ultérieurement");

        return await method(body, caller, panne == TypePanne.TableauVide);
    }

    private Task<JsonNode> PullAsync(JsonObject body, EtablissementParcoursup caller, bool empty)
    {
        var uai = JsonBody.Field(body, "codeEtablissement");
        if (!string.Equals(uai, caller.Uai, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult<JsonNode>(Nok("Établissement inconnu ou non autorisé"));
        if (empty)
            return Task.FromResult<JsonNode>(new JsonArray());

        // Lower-case p in the request, whatever the answer uses.
        var candidat = JsonBody.Number(body, "codeCandidat");
        var formation = JsonBody.Number(body, "codeFormationpsup");
        var sins = currentSins();
        var voeux = state.Voeux(v => v.EstAdmis
            && string.Equals(v.Uai, caller.Uai, StringComparison.OrdinalIgnoreCase)
            && (candidat is null || v.Cle.CodeCandidat == candidat)
            && (formation is null || v.Cle.CodeFormationPsup == formation));
        return Task.FromResult<JsonNode>(new JsonArray(
            [.. voeux.Select(v => _writer.Write(v, state.EtatInscription(v.Cle.CodeCandidat, v.Cle.CodeFormationPsup), sins))]));
    }

    private Task<JsonNode> FeedbackAsync(JsonObject body, EtablissementParcoursup caller, bool unused)
    {
        var candidat = JsonBody.Number(body, "codeCandidat");
        var refusal = _rules.Apply(body, caller);
        if (refusal is null)
        {
            counters.Count(candidat is not null && _rules.IsTest(body, candidat.Value) ? "testsConnecteur" : "acquittees");
            return Task.FromResult<JsonNode>(new JsonObject { ["retour"] = "OK", ["message"] = "Requete correctement traitee" });
        }

        counters.Count("refusees");
        counters.Refused(candidat, JsonBody.Number(body, "codeFormationPsup"), refusal);
        return Task.FromResult<JsonNode>(Nok(refusal));
    }

    private Panne? Sin(string name)
    {
        var sins = currentSins();
        if (dice.Roll(sins.Rafale503))
            Interlocked.Exchange(ref _burst, sins.LongueurRafale);
        if (Interlocked.Decrement(ref _burst) >= 0)
            return new Panne(TypePanne.Indisponible, 1, 0, name);

        Interlocked.Exchange(ref _burst, 0);
        if (dice.Roll(name == Recuperation ? sins.NokRecuperation : sins.NokRemontee))
            return new Panne(TypePanne.Nok, 1, 0, name);
        if (name == Recuperation && dice.Roll(sins.TableauVide))
            return new Panne(TypePanne.TableauVide, 1, 0, name);
        return dice.Roll(sins.Lenteur) ? new Panne(TypePanne.Lenteur, 1, sins.LenteurMillisecondes, name) : null;
    }

    private Task TooFastAsync(HttpResponse response) =>
        JsonBody.WriteAsync(
            response,
            Nok("Trop d'appels simultanés"),
            options.TropVite == ReponseTropVite.Nok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static JsonObject Nok(string message) => new() { ["retour"] = "NOK", ["message"] = message };
}
