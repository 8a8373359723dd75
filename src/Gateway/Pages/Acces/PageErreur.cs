using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Pages.Acces;

/// <summary>What went wrong, as a page: what, and what to do.</summary>
public sealed class PageErreur : IErrorForm
{
    public PathString Prefix => PageContext.Prefixe;

    public IResult Answer(HttpContext http, int status, string message) => De(http, status,
        status == StatusCodes.Status404NotFound ? "Page introuvable" : "Cela n'a pas abouti", message);

    public static IResult De(HttpContext http, int status, string titre, string message) =>
        http.Page<ErreurPage>(titre, new Erreurs(titre, message, status >= 500 ? http.TraceIdentifier : null), status);

    public static IResult Introuvable(
        HttpContext http, string quoi = "Cette page n'existe pas : vérifier l'adresse, ou revenir à l'accueil.") =>
        De(http, StatusCodes.Status404NotFound, "Page introuvable", quoi);

    /// <param name="Correlation">For support, where it is our fault.</param>
    public sealed record Erreurs(string Titre, string Message, string? Correlation);
}
