using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Api;

/// <summary>Values of filters: an unknown one would find nothing, and read as "all is well".</summary>
internal static class Filters
{
    public static IResult Unknown<T>(HttpContext http, string name, string value) where T : struct, Enum => http.Error(
        StatusCodes.Status400BadRequest, name, $"« {value} » n'est pas une valeur de {name} ; indiquer l'une de : {EnumName.All<T>()}.");
}
