// Without the fonts of the default theme, which have a licence of their own and would be most of the site's size.
export { default } from 'vitepress/theme-without-fonts';
import './style.css';
