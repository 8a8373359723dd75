using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Faces;

public static class ApiAccessExtensions
{
    public static ApiCaller Caller(this HttpContext http) => http.Features.Get<ApiCaller>()!;

    public static EtablissementModel Etablissement(this HttpContext http) => http.Features.Get<EtablissementModel>()!;
}
