using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>Numbers and instants as people read them, in French and in Paris.</summary>
public static class Fr
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>With its thousands apart.</summary>
    public static string Nombre(long nombre) => nombre.ToString("N0", Culture);

    /// <summary>A number and its words, which agree.</summary>
    public static string Nombre(long nombre, string singulier, string? pluriel = null) =>
        $"{Nombre(nombre)}\u00a0{Ground.Text.Accord.Mots(nombre, singulier, pluriel)}";

    /// <summary>As in « 10 juin 2026 à 9 h 05 ».</summary>
    public static string Moment(DateTimeOffset instant)
    {
        var local = Paris.At(instant);
        return string.Create(Culture, $"{Jour(DateOnly.FromDateTime(local.DateTime))} à {local.Hour}\u00a0h\u00a0{local.Minute:00}");
    }

    /// <summary>As in « 10/06 09:05:03 », for tables.</summary>
    public static string Court(DateTimeOffset instant) => Paris.At(instant).ToString("dd/MM HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As in « 1er juin 2026 ».</summary>
    public static string Jour(DateOnly jour) => jour.Day == 1 ? "1er" + jour.ToString("\u00a0MMMM yyyy", Culture)
        : jour.ToString("d\u00a0MMMM yyyy", Culture);

    /// <summary>For the attribute that machines read.</summary>
    public static string Iso(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Duree(TimeSpan duree) => duree.TotalSeconds < 1 ? $"{duree.TotalMilliseconds:F0}\u00a0ms"
        : duree.TotalMinutes < 2 ? string.Create(Culture, $"{duree.TotalSeconds:F1}\u00a0s")
        : $"{(int)duree.TotalMinutes}\u00a0min";
}
