using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Pages.Acces;

/// <summary>The secret of a session in the browser.</summary>
internal static class SessionCookie
{
    private const string Name = "pg_session";

    public static string? Of(HttpContext http) => http.Request.Cookies[Name];

    /// <summary>Until the browser is closed; the session itself ends by the gateway's own clock.</summary>
    public static void Give(HttpContext http, string jeton) => http.Response.Cookies.Append(Name, jeton, Ecran.Cookie(http));

    public static void Take(HttpContext http) => http.Response.Cookies.Delete(Name, Ecran.Cookie(http));
}
