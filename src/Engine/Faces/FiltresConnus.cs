using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>
/// A filter that an address does not know is refused, and so is a word that a filter does not know: answered as if it were not there,
/// it would say "nothing is wrong" of what nobody looked at. What an address knows is what its handler asks for: a filter of few
/// words is an enumeration, or text of one of <see cref="ParmiAttribute"/>.
/// </summary>
public static class FiltresConnus
{
    /// <summary>What is wrong with the filters of a request; null when nothing is.</summary>
    public static IResult? Refusal(HttpContext http) => Refusal(http, namesToo: true);

    /// <summary>What is wrong with the values alone: a page is also opened by links that carry more than it reads.</summary>
    public static IResult? RefusalOfValues(HttpContext http) => Refusal(http, namesToo: false);

    /// <summary>The words that a filter takes; none when it takes any.</summary>
    public static IReadOnlyList<string> MotsDe(ParameterInfo filter, IServiceProvider services) =>
        TypeOf(filter) is { IsEnum: true } words ? Enum.GetNames(words)
        : filter.GetCustomAttribute<ParmiAttribute>()?.Mots(services) ?? [];

    /// <summary>The filters that an address asks for, by the name that callers give.</summary>
    public static IEnumerable<(string Name, ParameterInfo Filter)> De(Endpoint? endpoint) =>
        endpoint is RouteEndpoint route && route.Metadata.GetMetadata<MethodInfo>() is { } handler ? FiltersOf(route, handler) : [];

    public static string Refus(string name, string value, IEnumerable<string> words) =>
        $"{Cite.De(value)} n'est pas une valeur de {name} ; indiquer l'une de : {string.Join(", ", words)}.";

    private static IResult? Refusal(HttpContext http, bool namesToo)
    {
        if (http.Request.Query.Count == 0 || http.GetEndpoint() is not RouteEndpoint endpoint
            || endpoint.Metadata.GetMetadata<MethodInfo>() is null)
            return null;
        var known = De(endpoint).ToDictionary(f => f.Name, f => f.Filter, StringComparer.OrdinalIgnoreCase);
        return http.Request.Query.Where(given => namesToo || known.ContainsKey(given.Key))
            .Select(given => ErrorOf(http, known, given.Key, given.Value.ToString())).FirstOrDefault(e => e is not null);
    }

    private static IResult? ErrorOf(HttpContext http, Dictionary<string, ParameterInfo> known, string name, string value)
    {
        if (!known.TryGetValue(name, out var filter))
            return http.Refuse(StatusCodes.Status400BadRequest, name, known.Count == 0
                ? $"« {name} » n'est pas un filtre de cette adresse : elle n'en a pas."
                : $"« {name} » n'est pas un filtre de cette adresse ; les siens : {string.Join(", ", known.Keys)}.");
        if (value.Length == 0) return null;
        var type = TypeOf(filter);
        if (MotsDe(filter, http.RequestServices) is { Count: > 0 } words)
            return (filter.GetCustomAttribute<ParmiAttribute>() ?? new()).Admet(value, words) ? null : http.Refuse(
                StatusCodes.Status400BadRequest, name, Refus(name, value, words));
        var wanted = type == typeof(bool) && !bool.TryParse(value, out _) ? "indiquer true ou false"
            : type == typeof(int) && !int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                || type == typeof(long) && !long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
                ? "indiquer un nombre entier" : null;
        return wanted is null ? null
            : http.Refuse(StatusCodes.Status400BadRequest, name, $"{Cite.De(value)} n'est pas une valeur de {name} : {wanted}.");
    }

    private static IEnumerable<(string Name, ParameterInfo Filter)> FiltersOf(RouteEndpoint endpoint, MethodInfo handler) =>
        handler.GetParameters().Where(p => IsText(TypeOf(p)) && p.Name is not null
            && endpoint.RoutePattern.GetParameter(p.Name) is null && p.GetCustomAttribute<FromHeaderAttribute>() is null)
        .Select(p => (p.GetCustomAttribute<FromQueryAttribute>()?.Name ?? p.Name!, p));

    private static Type TypeOf(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    private static bool IsText(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(DateOnly) || type == typeof(DateTimeOffset);
}
