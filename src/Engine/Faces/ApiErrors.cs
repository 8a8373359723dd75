using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Errors of the REST API: field, French message and correlation number; never a stack trace.</summary>
internal sealed record ErrorAnswer(IReadOnlyList<Erreur> Erreurs, string Correlation);

public static class ApiErrors
{
    public static IResult Error(this HttpContext http, int status, string champ, string message) =>
        http.Errors(status, [new Erreur(champ, message)]);

    public static IResult Errors(this HttpContext http, int status, IReadOnlyList<Erreur> errors) =>
        Results.Json(new ErrorAnswer(errors, http.TraceIdentifier), JsonText.Options, statusCode: status);

    /// <summary>The same in the form that the callers of this address expect: to persons a page.</summary>
    public static IResult Refuse(this HttpContext http, int status, string champ, string message) =>
        http.RequestServices.GetServices<IErrorForm>().FirstOrDefault(form => http.Request.Path.StartsWithSegments(form.Prefix))
            ?.Answer(http, status, message) ?? http.Error(status, champ, message);

    /// <summary>What is said wherever somebody names an établissement that there is not.</summary>
    public static string NoEtablissement(string? name) => $"Aucun établissement n'a le code ou l'UAI « {name} ».";

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) =>
        Results.Json(value, JsonText.Options, statusCode: status);
}
