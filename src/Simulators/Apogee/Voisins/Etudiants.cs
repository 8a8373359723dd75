using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>Those whose OPI led to an enrolment: POST /etudiants plays the registrar's office.</summary>
internal sealed class Etudiants(ApogeeState state)
{
    private const int FirstNumber = 22_600_000;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<int, IndividuApogee> _byNumber = [];

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/etudiants", async context =>
    {
        var code = await JsonBody.ReadAsync(context.Request, context.RequestAborted) is JsonObject order
            ? JsonBody.Field(order, "codOpiIntEpo") : null;
        if (state.PersonOf(code) is not { } person)
            await JsonBody.WriteErrorAsync(context.Response, $"L'OPI « {code} » n'existe pas ; exemple : {{\"codOpiIntEpo\":\"17\"}}.",
                StatusCodes.Status404NotFound);
        else
            await JsonBody.WriteAsync(context.Response, Describe(Enrol(person), person), StatusCodes.Status201Created);
    });

    public int? NumberOf(IndividuApogee person)
    {
        lock (_lock)
            return _byNumber.Where(e => e.Value == person).Select(e => (int?)e.Key).FirstOrDefault();
    }

    public IndividuApogee? PersonOf(string? codEtu)
    {
        lock (_lock)
            return int.TryParse(codEtu, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? _byNumber.GetValueOrDefault(number) : null;
    }

    /// <summary>The first student for whom every criterion that has a value is right.</summary>
    public (int CodEtu, IndividuApogee Individu)? Find(VoisinCall call)
    {
        lock (_lock)
        {
            foreach (var (number, person) in _byNumber)
            {
                if (Is(call["codEtu"], number.ToString(CultureInfo.InvariantCulture))
                    && Is(call["codInd"], person.Numero.ToString(CultureInfo.InvariantCulture))
                    && Is(call["numINE"], person.EtatCivil("codNneIndOpi"))
                    && (call["codOPI"] is null || state.PersonOf(call["codOPI"]) == person)
                    && call["numBoursier"] is null
                    && Is(call["nom"], person.EtatCivil("libNomPatIndOpi"))
                    && Is(call["prenom"], person.EtatCivil("libPr1IndOpi"))
                    && Is(call["dateNaiss"], person.DateNaissance))
                    return (number, person);
            }

            return null;
        }
    }

    public JsonArray Describe()
    {
        lock (_lock)
            return new JsonArray([.. _byNumber.Select(e => (JsonNode)Describe(e.Key, e.Value))]);
    }

    private static JsonObject Describe(int number, IndividuApogee person) => new()
    {
        ["codEtu"] = number, ["codInd"] = person.Numero, ["ine"] = person.EtatCivil("codNneIndOpi"),
    };

    private int Enrol(IndividuApogee person)
    {
        if (NumberOf(person) is { } known)
            return known;

        lock (_lock)
        {
            _byNumber[FirstNumber + person.Numero] = person;
            return FirstNumber + person.Numero;
        }
    }

    private static bool Is(string? asked, string? held) => asked is null || asked == held;
}
