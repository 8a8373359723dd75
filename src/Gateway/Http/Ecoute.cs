using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Http;

/// <summary>By which listener a connection came; among the features of the connection.</summary>
/// <param name="Cote">Whose endpoints it reaches.</param>
/// <param name="Prise">It is a socket of this machine, which only the reverse proxy can open.</param>
internal sealed record Ecoute(Cote Cote, bool Prise)
{
    public static Ecoute? Of(HttpContext http) => http.Features.Get<Ecoute>();
}
