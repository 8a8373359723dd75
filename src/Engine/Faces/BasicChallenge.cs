namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Asks a caller for his login and password.</summary>
public static class BasicChallenge
{
    /// <param name="realm">What the login opens.</param>
    /// <param name="answer">The body, with status 401.</param>
    /// <param name="utf8">Tells the caller how to write what is not ASCII.</param>
    public static IResult Challenge(this HttpContext http, string realm, IResult answer, bool utf8 = false)
    {
        http.Response.Headers.WWWAuthenticate = $"Basic realm=\"{realm}\"{(utf8 ? ", charset=\"UTF-8\"" : "")}";
        return answer;
    }
}
