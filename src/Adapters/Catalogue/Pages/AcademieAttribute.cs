using System.Globalization;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>A filter by the number of an académie, with or without its leading zeros.</summary>
internal sealed class AcademieAttribute : ParmiAttribute
{
    public override IReadOnlyList<string> Mots(IServiceProvider services) =>
        [.. Academies.Toutes.Select(number => number.ToString(CultureInfo.InvariantCulture))];

    public override bool Admet(string value, IReadOnlyList<string> words) =>
        Academies.Numero(value) is { } number && Academies.Existe(number);
}
